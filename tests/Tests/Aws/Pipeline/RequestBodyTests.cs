using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Redoubt.Aws;

namespace Redoubt.Tests.Aws.Pipeline;

public sealed class RequestBodyTests
{
    const int Limit = 256 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(16 * 1024)]
    [InlineData(16 * 1024 + 1)]
    [InlineData(Limit)]
    public async Task A_body_is_read_whole(int length)
    {
        var sent = new byte[length];
        RandomNumberGenerator.Fill(sent);

        using var declared = await Read(new MemoryStream(sent), sent.Length, new(2 * Limit));
        using var chunked = await Read(new MemoryStream(sent), null, new(2 * Limit));

        Assert.Equal(sent, declared.Bytes.ToArray());
        Assert.Equal(sent, chunked.Bytes.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_refused(bool declared)
    {
        using var body = await Read(new MemoryStream(new byte[Limit + 1]), declared ? Limit + 1 : null, new(4 * Limit));

        Assert.Equal(413, body.Refusal?.Status);
        Assert.Equal(0, body.Bytes.Length);
    }

    [Fact]
    public async Task Large_bodies_share_a_budget_and_give_it_back()
    {
        var budget = new BodyBudget(64 * 1024);

        using (var first = await Read(new MemoryStream(new byte[30_000]), null, budget))
        using (var second = await Read(new MemoryStream(new byte[60_000]), null, budget))
        {
            Assert.Null(first.Refusal);
            Assert.Equal(503, second.Refusal?.Status);
        }
        using var third = await Read(new MemoryStream(new byte[60_000]), null, budget);

        Assert.Null(third.Refusal);
    }

    [Fact]
    public async Task A_body_that_breaks_off_gives_its_part_of_the_budget_back()
    {
        var budget = new BodyBudget(64 * 1024);

        await Assert.ThrowsAsync<IOException>(async () => await Read(new BreakingOff(30_000), 40_000, budget));

        Assert.True(budget.TryTake(64 * 1024));
    }

    static async Task<RequestBody> Read(Stream stream, long? length, BodyBudget budget)
    {
        var request = new DefaultHttpContext().Request;
        (request.Body, request.ContentLength) = (stream, length);
        return await RequestBody.Read(request, Limit, budget, () => new(true));
    }

    sealed class BreakingOff(int length) : MemoryStream(new byte[length])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("broken off");
    }
}
