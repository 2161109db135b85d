using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>
/// One wire protocol: turns requests into inputs and outputs into answers, driven by the contract alone.
/// Stateless; everything a client may get wrong comes out as an <see cref="AwsError"/>.
/// </summary>
public abstract class Protocol
{
    /// <summary>Reads the input of an operation; validation has not run yet, so required members may be null.</summary>
    /// <exception cref="AwsError">The request is malformed, with AWS's code and status for it.</exception>
    public abstract object Read(OperationShape operation, IncomingRequest request);

    /// <summary>Writes a success.</summary>
    /// <param name="output">An instance of the operation's output; null for one with nothing set.</param>
    public abstract void Write(OperationShape operation, object? output, OutgoingResponse response, string requestId);

    /// <summary>Writes a failure. Code, status and fault come from the error itself; the model adds the code on the wire.</summary>
    public abstract void WriteError(ServiceShape service, AwsError error, OutgoingResponse response, string requestId);
}
