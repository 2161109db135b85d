namespace Redoubt.Tests.Gateway;

/// <summary>Waits that end: a hang is a failure.</summary>
static class Patience
{
    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task InTime(this Task task) => task.WaitAsync(Wire.Patience, Ct);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Wire.Patience, Ct);

    public static async Task InTime(this SemaphoreSlim semaphore) => Assert.True(await semaphore.WaitAsync(Wire.Patience, Ct));
}
