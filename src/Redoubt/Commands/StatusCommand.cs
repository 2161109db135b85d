using System.CommandLine;
using System.Text.Json;

namespace Redoubt.Commands;

/// <summary>Shows what the running server is and does.</summary>
static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "Show the running server: version, addresses, sites with their web ACLs, storage, root key.");
        command.SetAction((parsed, ct) => Failure.Guard(async () =>
        {
            Print(await OperatorClient.Call(Settings.Read(parsed), "GetStatus", new { }, ct));
            return 0;
        }));
        return command;
    }

    static void Print(JsonElement status)
    {
        Console.WriteLine($"Redoubt {status.GetProperty("Version")}, account {status.GetProperty("AccountId")}, region {status.GetProperty("Region")}");
        foreach (var address in status.GetProperty("Addresses").EnumerateArray()) Console.WriteLine($"  listens on   {address}");
        foreach (var site in status.GetProperty("Sites").EnumerateArray())
        {
            Console.WriteLine($"  site         {site.GetProperty("Arn")}");
            Console.WriteLine($"    origin     {(site.TryGetProperty("Origin", out var origin) ? origin : "none")}");
            Console.WriteLine($"    web ACL    {(site.TryGetProperty("WebAcl", out var acl) ? acl : "none: nothing is inspected")}");
        }
        Console.WriteLine($"  state        {status.GetProperty("Storage")}, {status.GetProperty("Events")} events");
        Console.WriteLine($"  root key     {status.GetProperty("RootKey")}");
    }
}
