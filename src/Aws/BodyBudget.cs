namespace Redoubt.Aws;

/// <summary>The memory that all requests' larger bodies may take together.</summary>
/// <param name="total">In bytes.</param>
sealed class BodyBudget(long total)
{
    long left = total;

    /// <summary>Takes so many bytes; false where fewer are left.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref left, -bytes) >= 0) return true;
        Return(bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref left, bytes);
}
