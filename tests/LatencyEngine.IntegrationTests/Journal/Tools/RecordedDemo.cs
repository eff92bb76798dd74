using System.Text.Json;
using LatencyEngine.Host;
using LatencyEngine.IntegrationTests.CommandLine;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Journal.Tools;

/// <summary>One short session of the demo's market, recorded once by a real engine for all tests of its class.</summary>
public sealed class RecordedDemo : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RecordedDemo()
    {
        string[] settings =
        [
            .. EngineVerb.ShortDemo, "feeds.0.events=30000", $"journal.folder={Folder}",
            "journal.durability=process-crash", "journal.store.use=off",
        ];
        // A private server that runs as somebody else must be able to come in.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.Path, File.GetUnixFileMode(_folder.Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        Report = EngineVerb.ReportOf("demo", settings);
    }

    public string Folder => Path.Combine(_folder.Path, "journal");

    /// <summary>What the engine said of the session.</summary>
    public JsonElement Report { get; }

    /// <summary>A folder that is gone after the tests.</summary>
    public string PathOf(string name) => Path.Combine(_folder.Path, name);

    public ChildProcess Run(params string[] arguments) => BuiltHost.Run([.. arguments, "--folder", Folder]);

    public JsonElement Json(params string[] arguments)
    {
        var run = Run([.. arguments, "--json"]);
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Output).RootElement;
    }

    public void Dispose() => _folder.Dispose();
}
