using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Redoubt.Commands;
using Redoubt.Configuration;
using Redoubt.Tests.Storage;

namespace Redoubt.Tests.Hosting;

/// <summary>What commands say that talk to a server which is not there, or is not ours.</summary>
public sealed class OperatorClientTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status_and_explain_talk_to_the_server()
    {
        await using var server = await Server.Start();
        var options = server.Running.Options with { AwsListen = new IPEndPoint(IPAddress.Loopback, server.Address.Port) };

        var status = await OperatorClient.Call(options, "GetStatus", new { }, Ct);
        var refused = await Assert.ThrowsAsync<AwsError>(() => OperatorClient.Call(options, "Explain", new { Id = "nothing" }, Ct));

        Assert.Equal("000000000000", status.GetProperty("AccountId").GetString());
        Assert.Equal("NotFoundException", refused.Code);
    }

    [Theory]
    [InlineData("<html>not ours</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task An_answer_that_is_none_of_ours_is_said_to_be(string answer)
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["credentials"], "[default]\naws_access_key_id = a\naws_secret_access_key = b\n");
        await using var stranger = WebApplicationFor(answer);
        await stranger.StartAsync(Ct);
        var port = new Uri(stranger.Urls.First()).Port;

        var error = await Assert.ThrowsAsync<HttpRequestException>(() =>
            OperatorClient.Call(new ServerOptions { DataFolder = folder.Path, AwsListen = new(IPAddress.Loopback, port) }, "GetStatus", new { }, Ct));

        Assert.Contains("is not Redoubt", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[default]\naws_access_key_id = a\n")]
    [InlineData("aws_access_key_id = a\naws_access_key_id = b\naws_secret_access_key = c\n")]
    public void A_credentials_file_that_was_damaged_is_said_to_be(string content)
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["credentials"], content);

        var error = Assert.Throws<StorageException>(() => CredentialsFile.Read(folder.Path));

        Assert.Contains(folder["credentials"], error.Message);
    }

    static WebApplication WebApplicationFor(string answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var stranger = builder.Build();
        stranger.Run(http =>
        {
            http.Response.StatusCode = 400;
            return http.Response.WriteAsync(answer);
        });
        return stranger;
    }
}
