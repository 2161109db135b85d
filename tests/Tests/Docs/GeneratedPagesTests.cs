using System.Text;
using Redoubt.Configuration;

namespace Redoubt.Tests.Docs;

public sealed class GeneratedPagesTests
{
    [Fact]
    public void Settings_page_lists_every_setting()
    {
        var page = new StringBuilder("# Settings\n\nWritten by the tests from `src/Redoubt/Configuration/Setting.cs`. A flag comes before its environment variable, that before the file `redoubt.json` in the data folder.\n\n| Flag | Environment | Default | What it is |\n|---|---|---|---|\n");
        foreach (var setting in Setting.All)
            page.Append($"| `{setting.Flag} {setting.Value}` | `{setting.Variable}` | {(setting.Default is { } value ? $"`{value}`" : "")} | {setting.Description} |\n");

        Golden.Check("docs/settings.md", page.ToString());
    }

    [Fact]
    public void Coverage_page_counts_every_service()
    {
        var page = new StringBuilder("# Coverage\n\nWritten by the tests; `redoubt coverage` prints the same, and with a service's name what is missing. Whatever is not implemented answers 501.\n\n| Service | Implemented | Modelled |\n|---|---:|---:|\n");
        foreach (var row in Coverage.All) page.Append($"| {row.Service} | {row.Implemented} | {row.Modelled} |\n");
        page.Append($"| all | {Coverage.All.Sum(row => row.Implemented)} | {Coverage.All.Sum(row => row.Modelled)} |\n");
        foreach (var model in Modules.Models.OrderBy(model => model.Model, StringComparer.Ordinal))
            page.Append($"\n**{model.Model}**: {string.Join(", ", model.Operations.Select(operation => operation.Name).Order(StringComparer.Ordinal))}\n");

        Golden.Check("docs/coverage.md", page.ToString());
    }
}
