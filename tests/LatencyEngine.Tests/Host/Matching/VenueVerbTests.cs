using System.CommandLine;
using System.Text.Json;
using LatencyEngine.Host;
using LatencyEngine.Host.Matching;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Host.Matching;

public sealed class VenueVerbTests
{
    [SharedDataFact]
    public void A_recorded_day_is_told_as_figures()
    {
        var path = SharedData.PathOf("mbo", "ARL_2025-07-17_mbo.csv.gz");
        var (exitCode, output, _) = Run(path, "--json");
        var figures = Assert.Single(JsonDocument.Parse(output).RootElement.EnumerateArray());
        Assert.Equal(ExitCode.Success, exitCode);
        Assert.Equal((11, 11), (figures.GetProperty("executions").GetInt32(), figures.GetProperty("hitTheFirst").GetInt32()));
        Assert.Contains("ARL_2025-07-17_mbo.csv.gz     5,886          11             11", Run(path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_with_what_was_expected()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "day.csv");
        File.WriteAllText(path, "seq,op\n1,A\n");
        var (exitCode, _, error) = Run(path);
        Assert.Equal(ExitCode.BadInput, exitCode);
        Assert.Contains("day.csv(1)", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_without_a_recording_or_no_zip_at_all_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "day.zip");
        File.WriteAllText(path, "not a zip");
        Assert.Equal(ExitCode.BadInput, Run(path).ExitCode);
        Assert.Equal(ExitCode.Usage, Run(path, "--tick", "0").ExitCode);
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        var exitCode = MatchingCommand.Create().Parse(["venue", .. arguments]).Invoke(configuration);
        return (exitCode, output.ToString(), error.ToString());
    }
}
