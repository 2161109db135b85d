using System.CommandLine;
using Redoubt.Configuration;

namespace Redoubt.Commands;

/// <summary>Every setting as a flag of every command, so that all of them find the same server.</summary>
static class Settings
{
    static readonly Option<string?> Config = new("--config")
    {
        HelpName = "FILE", Recursive = true, Description = "JSON file with settings by their names; without it redoubt.json in the data folder, if it is there.",
    };

    static readonly IReadOnlyList<Option<string?>> Flags = [.. Setting.All.Select(Flag)];

    public static IEnumerable<Option> Options => [.. Flags, Config];

    /// <summary>The settings in force.</summary>
    /// <exception cref="SettingsException">Says every mistake.</exception>
    public static ServerOptions Read(ParseResult parsed) => SettingsReader.Read(
        name => parsed.GetValue<string?>("--" + name), Environment.GetEnvironmentVariable,
        parsed.GetValue(Config) ?? Environment.GetEnvironmentVariable("REDOUBT_CONFIG"));

    static Option<string?> Flag(Setting setting) => new(setting.Flag)
    {
        HelpName = setting.Value,
        Recursive = true,
        Description = $"{setting.Description} [{setting.Variable}{(setting.Default is { } value ? $"; default {value}" : "")}]",
    };
}
