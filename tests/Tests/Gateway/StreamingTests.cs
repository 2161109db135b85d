namespace Redoubt.Tests.Gateway;

public sealed class StreamingTests
{
    const long Large = 96L * 1024 * 1024;
    const long MemoryCeiling = 48L * 1024 * 1024;

    static readonly string Block = new('x', 64 * 1024);

    [Fact]
    public async Task Events_arrive_one_by_one_while_the_answer_goes_on()
    {
        var next = new SemaphoreSlim(0);
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            await wire.Send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (var i = 0; i < 5; i++)
            {
                await next.InTime();
                await wire.Send($"9\r\ndata: {i}\n\n\r\n");
            }
            await wire.Send("0\r\n\r\n");
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await gateway.Connect();
        await client.Send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");

        // The origin writes an event only after the one before has arrived.
        next.Release();
        Assert.Equal("text/event-stream", (await client.ReadHead())!.Header("Content-Type"));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("9", await client.ReadLine());
            Assert.Equal($"data: {i}\n\n\r\n", await client.Read(11));
            next.Release();
        }
        Assert.Equal("0", await client.ReadLine());
    }

    [Fact]
    public async Task Upload_streams_to_the_origin_while_it_is_being_sent()
    {
        var arrived = new SemaphoreSlim(0);
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal("1", await wire.ReadLine());
                Assert.Equal($"{i}", await wire.ReadLine());
                arrived.Release();
            }
            Assert.Equal("0", await wire.ReadLine());
            await wire.Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await gateway.Connect();
        await client.Send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");

        for (var i = 0; i < 3; i++)
        {
            await client.Send($"1\r\n{i}\r\n");
            await arrived.InTime();
        }
        await client.Send("0\r\n\r\n");

        Assert.Equal(200, (await client.ReadHead())!.Status);
    }

    [Fact]
    public async Task Large_download_waits_for_a_slow_reader_and_takes_constant_memory()
    {
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            await wire.Send($"HTTP/1.1 200 OK\r\nContent-Length: {Large}\r\n\r\n");
            for (var sent = 0L; sent < Large; sent += Block.Length) await wire.Send(Block);
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await gateway.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        await client.ReadHead();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var half = await client.Drain(Large / 2);
        var during = GC.GetTotalMemory(forceFullCollection: true);
        var rest = await client.Drain(Large / 2);

        Assert.Equal(Large, half + rest);
        Assert.True(during - before < MemoryCeiling, $"{during - before:N0} bytes are held");
    }

    [Fact]
    public async Task Large_upload_waits_for_a_slow_origin_and_takes_constant_memory()
    {
        var half = new TaskCompletionSource<long>();
        var go = new TaskCompletionSource();
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            half.SetResult(await wire.Drain(Large / 2));
            await go.Task;
            await wire.Drain(Large / 2);
            await wire.Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await gateway.Connect();
        await client.Send($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {Large}\r\n\r\n");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var sending = Upload();
        await half.Task.InTime();
        var during = GC.GetTotalMemory(forceFullCollection: true);
        var finishedEarly = sending.IsCompleted;
        go.SetResult();
        await sending;

        Assert.Equal(200, (await client.ReadHead())!.Status);
        Assert.False(finishedEarly);
        Assert.True(during - before < MemoryCeiling, $"{during - before:N0} bytes are held");

        async Task Upload()
        {
            for (var sent = 0L; sent < Large; sent += Block.Length) await client.Send(Block);
        }
    }
}
