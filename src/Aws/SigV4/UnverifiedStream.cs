namespace Redoubt.Aws.SigV4;

/// <summary>A body that its client chose not to sign.</summary>
sealed class UnverifiedStream(Stream source) : PayloadStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        source.ReadAsync(buffer, cancellationToken);
}
