using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LatencyEngine.Host;
using LatencyEngine.IntegrationTests.CommandLine;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Commands;

/// <summary>
/// An engine in a process of its own that takes commands on loopback, in a folder with its keys and its journal, and
/// <c>ctl</c> in other processes.
/// </summary>
internal sealed class CommandedProcess : IDisposable
{
    public const uint Admin = 1;
    public const uint Trader = 2;
    public const uint Looker = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly string _events = $"aeron:udp?endpoint=127.0.0.1:{FreePort()}";
    private readonly string _commands = $"aeron:udp?endpoint=127.0.0.1:{FreePort()}";
    private Process? _engine;
    private volatile bool _isRunning;

    public CommandedProcess()
    {
        Keygen(Keys, Admin, "admin");
        Keygen(Keys, Trader, "trader");
        Keygen(Keys, Looker, "viewer");
    }

    public string Keys => Path.Combine(_folder.Path, "engine.keys");

    public string Journal => Path.Combine(_folder.Path, "journal");

    public string PathOf(string name) => Path.Combine(_folder.Path, name);

    public void Start()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [BuiltHost.Assembly, "engine", "--config", EngineVerb.Example("demo"), "--set", "output.liveView=off",
                "feeds.0.events=0", "feeds.0.eventsPerSecond=2000", "feeds.0.instruments=4", "risk.engine.priceBand=1",
                "venues.0.latencyNanos=0", "venues.0.jitterNanos=0", $"journal.folder={Journal}",
                "journal.store.use=off", "journal.resume=always", "commands.use=on", $"commands.keysFile={Keys}",
                $"commands.channel={_commands}", $"multicast.channel={_events}"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        _engine = Process.Start(start)!;
        _engine.ErrorDataReceived += (_, _) => { };
        _engine.BeginErrorReadLine();
        var hasSpoken = new ManualResetEventSlim();
        _engine.OutputDataReceived += (_, line) => HearFirst(line.Data, hasSpoken);
        _engine.BeginOutputReadLine();
        Assert.True(hasSpoken.Wait(Patience), "The engine gives no sign of life.");
        _isRunning = true;
    }

    public void Kill()
    {
        _isRunning = false;
        _engine!.Kill();
        Assert.True(_engine.WaitForExit(Patience));
    }

    /// <summary>Ends the session in order.</summary>
    public void Terminate()
    {
        Assert.Equal(0, ChildProcess.Run("kill", ["-s", "TERM", $"{_engine!.Id}"]).ExitCode);
        Assert.True(_engine.WaitForExit(Patience), "The engine did not stop.");
        Assert.Equal(ExitCode.Interrupted, _engine.ExitCode);
    }

    public ChildProcess Ctl(uint actor, params string[] words) => CtlWith(Keys, actor, words);

    public ChildProcess CtlWith(string keys, uint actor, params string[] words) => ChildProcess.Run(
        "dotnet",
        [BuiltHost.Assembly, "ctl", .. words, "--keys", keys, "--actor", $"{actor}", "--commands-channel", _commands,
            "--events-channel", _events, "--json", .. words.Contains("--timeout") ? (string[])[] : ["--timeout", "60"]],
        environment: BuiltHost.Alone);

    /// <summary>Gives a command, and expects this exit code.</summary>
    public JsonElement Answer(int exitCode, uint actor, params string[] words)
    {
        var run = Ctl(actor, words);
        Assert.True(run.ExitCode == exitCode, $"{string.Join(' ', words)}: exit code {run.ExitCode}: {run.Output}{run.Error}");
        return JsonDocument.Parse(run.Output).RootElement;
    }

    public ChildProcess Tool(params string[] words) =>
        ChildProcess.Run("dotnet", [BuiltHost.Assembly, .. words, "--folder", Journal], environment: BuiltHost.Alone);

    public static void Keygen(string keys, uint actor, string role) => Assert.Equal(
        ExitCode.Success,
        BuiltHost.Run("ctl", "keygen", "--keys", keys, "--actor", $"{actor}", "--role", role, "--name", role).ExitCode);

    public void Dispose()
    {
        if (_engine is { HasExited: false })
        {
            _engine.Kill(entireProcessTree: true);
            _engine.WaitForExit(Patience);
        }

        _engine?.Dispose();
        _folder.Dispose();
    }

    // What comes later is only taken off the pipe, so that the engine never waits for room in it.
    private void HearFirst(string? line, ManualResetEventSlim hasSpoken)
    {
        if (line is not null && !_isRunning) hasSpoken.Set();
    }

    private static int FreePort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }
}
