namespace Redoubt.Aws.SigV4;

/// <summary>
/// A request's body, verified while it is read. Bytes are provisional until a read returns 0: whoever stores them
/// must not make them visible before, since a wrong hash or signature shows at the end of what it covers.
/// </summary>
/// <remarks>A read throws an <see cref="AwsError"/> when the body is not what was signed; every later read throws it again.</remarks>
public abstract class PayloadStream : Stream
{
    static readonly Dictionary<string, string> None = [];

    /// <summary>
    /// What followed a chunked body, by lower-case name, such as <c>x-amz-checksum-crc32</c>; complete once a read has returned 0.
    /// Their signature has been checked where the client signed them, their values have not been compared with the body.
    /// </summary>
    public virtual IReadOnlyDictionary<string, string> Trailers => None;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Not supported: bodies are read asynchronously.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
