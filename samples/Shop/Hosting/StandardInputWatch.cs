namespace Shop;

/// <summary>Stops the shop when its standard input ends, so that it does not outlive the process that started it.</summary>
sealed class StandardInputWatch(IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: reading standard input blocks and cannot be cancelled.
        new Thread(ReadToEnd) { IsBackground = true, Name = "standard input" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    void ReadToEnd()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[64];
        while (input.Read(ignored) > 0) { }
        lifetime.StopApplication();
    }
}
