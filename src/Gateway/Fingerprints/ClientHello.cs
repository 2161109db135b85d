using System.Buffers;
using System.Buffers.Binary;

namespace Redoubt.Gateway;

/// <summary>What a TLS client offers in its first message, as far as fingerprints are made of it (RFC 8446, 4.1.2). GREASE values (RFC 8701) are left out.</summary>
sealed class ClientHello
{
    const int HandshakeRecord = 22;
    const int ClientHelloMessage = 1;
    const int MaxRecord = 16 * 1024;

    // A greeting with a post-quantum key is 2 KB in one record; who needs more than this goes without a fingerprint.
    const int MaxMessage = 16 * 1024;
    const int MaxRecords = 16;

    /// <summary>The version of the message itself, such as 0x0303.</summary>
    public int Version { get; private set; }

    public List<int> Ciphers { get; } = [];

    public List<int> Extensions { get; } = [];

    public List<int> Groups { get; } = [];

    public List<int> PointFormats { get; } = [];

    public List<int> SignatureAlgorithms { get; } = [];

    /// <summary>Empty where the client does not list them.</summary>
    public List<int> Versions { get; } = [];

    /// <summary>The first protocol of the ALPN list; empty for none.</summary>
    public byte[] FirstProtocol { get; private set; } = [];

    /// <summary>Takes the first message out of the records it came in.</summary>
    /// <returns><see cref="OperationStatus.InvalidData"/> where it is none that a fingerprint can be made of.</returns>
    public static OperationStatus TryUnwrap(ReadOnlySequence<byte> received, out byte[]? message)
    {
        message = null;
        var written = new ArrayBufferWriter<byte>();
        var reader = new SequenceReader<byte>(received);
        for (var records = 0; records < MaxRecords; records++)
        {
            if (!reader.TryRead(out var type)) return OperationStatus.NeedMoreData;
            if (type != HandshakeRecord) return OperationStatus.InvalidData;
            if (!reader.TryRead(out var major)) return OperationStatus.NeedMoreData;
            if (major != 3) return OperationStatus.InvalidData;
            if (!reader.TryRead(out _) || !reader.TryReadBigEndian(out short size)) return OperationStatus.NeedMoreData;
            if ((ushort)size is 0 or > MaxRecord) return OperationStatus.InvalidData;
            if (!reader.TryReadExact((ushort)size, out var fragment)) return OperationStatus.NeedMoreData;
            foreach (var part in fragment) written.Write(part.Span);
            if (written.WrittenSpan[0] != ClientHelloMessage || written.WrittenCount > MaxMessage) return OperationStatus.InvalidData;
            if (written.WrittenCount < 4) continue;
            var length = BinaryPrimitives.ReadInt32BigEndian(written.WrittenSpan) & 0xFF_FFFF;
            if (length > MaxMessage) return OperationStatus.InvalidData;
            if (written.WrittenCount - 4 < length) continue;
            message = written.WrittenSpan.Slice(4, length).ToArray();
            return OperationStatus.Done;
        }
        return OperationStatus.InvalidData;
    }

    /// <summary>Null where the message is malformed.</summary>
    public static ClientHello? Read(ReadOnlySpan<byte> message)
    {
        var hello = new ClientHello();
        var reader = new Reader(message);
        hello.Version = reader.Number(2);
        reader.Take(32);
        reader.Vector(1);
        ReadNumbers(reader.Vector(2), 2, hello.Ciphers);
        reader.Vector(1);
        // The oldest clients send nothing more.
        if (reader.IsAtEnd) return reader.Failed ? null : hello;
        var extensions = new Reader(reader.Vector(2));
        while (!extensions.IsAtEnd)
        {
            var type = extensions.Number(2);
            var content = extensions.Vector(2);
            if (IsGrease(type)) continue;
            hello.Extensions.Add(type);
            if (!hello.ReadExtension(type, content)) return null;
        }
        return reader.Failed || extensions.Failed ? null : hello;
    }

    static bool IsGrease(int value) => (value & 0x0F0F) == 0x0A0A && value >> 8 == (value & 0xFF);

    bool ReadExtension(int type, ReadOnlySpan<byte> content)
    {
        var reader = new Reader(content);
        switch (type)
        {
            case 10:
                ReadNumbers(reader.Vector(2), 2, Groups);
                break;
            case 11:
                ReadNumbers(reader.Vector(1), 1, PointFormats);
                break;
            case 13:
                ReadNumbers(reader.Vector(2), 2, SignatureAlgorithms);
                break;
            case 16 when !reader.IsAtEnd:
                var protocols = new Reader(reader.Vector(2));
                if (!protocols.IsAtEnd) FirstProtocol = protocols.Vector(1).ToArray();
                return !protocols.Failed && !reader.Failed;
            case 43:
                ReadNumbers(reader.Vector(1), 2, Versions);
                break;
        }
        return !reader.Failed;
    }

    static void ReadNumbers(ReadOnlySpan<byte> list, int width, List<int> numbers)
    {
        for (; list.Length >= width; list = list[width..])
        {
            var number = width == 1 ? list[0] : BinaryPrimitives.ReadUInt16BigEndian(list);
            if (width == 1 || !IsGrease(number)) numbers.Add(number);
        }
    }

    // Reads nothing more once something was missing.
    ref struct Reader(ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> rest = rest;

        public readonly bool IsAtEnd => rest.IsEmpty;

        public bool Failed { get; private set; }

        public ReadOnlySpan<byte> Take(int count)
        {
            if (count > rest.Length)
            {
                Failed = true;
                rest = default;
                return default;
            }
            var taken = rest[..count];
            rest = rest[count..];
            return taken;
        }

        public int Number(int width)
        {
            var number = 0;
            foreach (var part in Take(width)) number = number << 8 | part;
            return number;
        }

        /// <summary>Bytes behind their length.</summary>
        public ReadOnlySpan<byte> Vector(int width) => Take(Number(width));
    }
}
