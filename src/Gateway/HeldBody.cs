using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Numerics;

namespace Redoubt.Gateway;

/// <summary>
/// The beginning of a body while rules look at it, and until the origin has it. What is inspected is what is forwarded: it is held
/// once, and leaves from where it was looked at. A small body that is here already stays in the server's buffers.
/// </summary>
sealed class HeldBody(PipeReader body, BodyMemory memory, IPAddress client) : IDisposable
{
    static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    ReadResult inPlace;
    bool isInPlace;
    byte[] buffer = [];
    int length;
    BodyMemory.Share? share;

    /// <summary>What rules look at.</summary>
    public ReadOnlySequence<byte> Seen { get; private set; }

    /// <summary>Whether there is more after <see cref="Seen"/>.</summary>
    public bool Continues { get; private set; }

    /// <summary>What was taken out of the server's buffers and goes to the origin first.</summary>
    public ReadOnlyMemory<byte> Taken => buffer.AsMemory(0, length);

    /// <summary>True where it had to make room for others, or could get none.</summary>
    public bool IsCrowdedOut { get; private set; }

    /// <summary>Waits for the first <paramref name="limit"/> bytes or the end.</summary>
    /// <param name="whole">The announced length; null for none.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">Stopped; see <see cref="IsCrowdedOut"/>.</exception>
    public async ValueTask Read(int limit, long? whole, CancellationTokenSource stop)
    {
        var read = await RequestBody.Read(body, 1, stop.Token);
        if (read.IsCompleted && read.Buffer.Length <= Math.Min(limit, BodyMemory.Free))
        {
            StayInPlace(read, limit);
            return;
        }
        body.AdvanceTo(read.Buffer.Start);
        try
        {
            await Take((int)Math.Min(limit, whole ?? limit), stop);
            // The end of a body of known length may still be to come, without a byte in it.
            if (length == whole) Continues = false;
        }
        catch (OperationCanceledException)
        {
            IsCrowdedOut = share is { Evicted: true } or { IsWaiting: true };
            throw;
        }
        finally
        {
            share?.Arrived();
        }
        Seen = new(Taken);
    }

    /// <summary>Waits for the first byte or the end, of a body that may go on only after an answer.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public async ValueTask Peek(int limit, CancellationToken ct) => StayInPlace(await RequestBody.Read(body, 1, ct), limit);

    /// <summary>
    /// Reads what a client that is gone has left. The server, which would do it itself, does not end the read in which the body breaks
    /// off, and takes the connection for a broken one.
    /// </summary>
    public async ValueTask Discard()
    {
        using var soon = new CancellationTokenSource(Moment);
        try
        {
            while (true)
            {
                var read = await RequestBody.Read(body, 1, soon.Token);
                body.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) return;
            }
        }
        catch (Exception error) when (error is OperationCanceledException || RequestBody.Classify(error) is not ForwarderError.None)
        {
        }
    }

    /// <summary>Rules have looked. What is in the server's buffers is read again from there.</summary>
    public void Looked()
    {
        Seen = default;
        if (!isInPlace) return;
        isInPlace = false;
        body.AdvanceTo(inPlace.Buffer.Start);
    }

    /// <summary>Lets go of what was taken. INVARIANT: nobody is sending it.</summary>
    public void Dispose()
    {
        Looked();
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        length = 0;
        share?.Dispose();
    }

    void StayInPlace(ReadResult read, int limit)
    {
        (inPlace, isInPlace) = (read, true);
        var fits = read.Buffer.Length <= limit;
        Seen = fits ? read.Buffer : read.Buffer.Slice(0, limit);
        Continues = !fits || !read.IsCompleted;
    }

    // INVARIANT: no read is open while memory is waited for, and each is ended by what was taken of it.
    async ValueTask Take(int most, CancellationTokenSource stop)
    {
        Continues = true;
        while (length < most)
        {
            if (length == buffer.Length) await Grow(most, stop);
            var read = await RequestBody.Read(body, 1, stop.Token);
            var taken = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, Math.Min(buffer.Length, most) - length));
            taken.CopyTo(buffer.AsSpan(length));
            length += (int)taken.Length;
            Continues = !read.IsCompleted || taken.Length < read.Buffer.Length;
            body.AdvanceTo(taken.End);
            if (!Continues) return;
        }
    }

    async ValueTask Grow(int most, CancellationTokenSource stop)
    {
        var old = buffer;
        var size = Math.Max(old.Length, BodyMemory.Free);
        if (old.Length > 0) size += await (share ??= memory.Begin(client, stop)).Take(old.Length, SizeFor(most) - old.Length, stop.Token);
        buffer = ArrayPool<byte>.Shared.Rent(size);
        old.AsSpan(0, length).CopyTo(buffer);
        if (old.Length > 0) ArrayPool<byte>.Shared.Return(old);
    }

    // Buffers come in powers of two.
    static int SizeFor(int most) => Math.Max(BodyMemory.Free, (int)BitOperations.RoundUpToPowerOf2((uint)most));
}
