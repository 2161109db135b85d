using System.CommandLine;
using System.Net;
using Redoubt.Configuration;

namespace Redoubt.Commands;

/// <summary>Prints what a shell needs so that the AWS CLI and every SDK talk to this server as its root.</summary>
static class EnvCommand
{
    public static Command Create()
    {
        var command = new Command("env", "Print the shell exports that point the AWS CLI, SDKs and Terraform at the server:  eval \"$(redoubt env)\"");
        command.SetAction((parsed, _) => Failure.Guard(() => Task.FromResult(Print(Settings.Read(parsed)))));
        return command;
    }

    static int Print(ServerOptions options)
    {
        var root = CredentialsFile.Read(options.DataFolder);
        if (options.AwsListen is not { } listen) throw new SettingsException(["the AWS endpoint is switched off (--aws-listen off)"]);
        var host = listen.Address.Equals(IPAddress.Any) || listen.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.Loopback, listen.Port) : listen;
        Export("AWS_ENDPOINT_URL", $"http://{host}");
        Export("AWS_ACCESS_KEY_ID", root.AccessKeyId);
        Export("AWS_SECRET_ACCESS_KEY", root.SecretAccessKey);
        Export("AWS_REGION", options.Region.ToString());
        Export("AWS_DEFAULT_REGION", options.Region.ToString());
        if (options.AwsCertificate is null) Export("AWS_CA_BUNDLE", Path.Combine(options.DataFolder, "ca.pem"));
        Console.WriteLine("unset AWS_SESSION_TOKEN AWS_PROFILE");
        return 0;
    }

    // Single quotes keep a shell from reading anything into a path.
    static void Export(string name, string value) => Console.WriteLine($"export {name}='{value.Replace("'", "'\\''", StringComparison.Ordinal)}'");
}
