using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LatencyEngine.Host;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>A running engine is watched from another process, over multicast on the loopback.</summary>
public sealed class WatchVerbTests
{
    private readonly string _channel = $"aeron:udp?endpoint=224.0.77.9:{FreePort()}|interface=127.0.0.1";

    [Fact]
    public void A_running_engine_is_shown_as_a_screen_and_as_json()
    {
        using var engine = new RunningEngine(_channel);
        var screen = Watch("--once", "--view", "health", "--size", "80x24", "--wait", "60");
        Assert.Equal((ExitCode.Success, ""), (screen.ExitCode, screen.Error));
        Assert.StartsWith(" live  SIMULATED", screen.Output, StringComparison.Ordinal);
        Assert.Matches(@"feed +Connected", screen.Output);

        var state = JsonDocument.Parse(Watch("--json", "--wait", "60").Output).RootElement;
        Assert.Equal("Live", state.GetProperty("state").GetString());
        Assert.Equal(200, state.GetProperty("instruments").GetArrayLength());
        Assert.True(state.GetProperty("health").GetProperty("inputs").GetInt64() > 0);
    }

    [Fact]
    public void Several_watch_at_once()
    {
        using var engine = new RunningEngine(_channel);
        var screens = new ChildProcess[3];
        Parallel.For(0, screens.Length, i => screens[i] = Watch("--once", "--wait", "60"));
        Assert.All(screens, screen => Assert.Equal(ExitCode.Success, screen.ExitCode));
        Assert.All(screens, screen => Assert.Contains("SIM0001", screen.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_an_engine_it_says_where_it_listened()
    {
        var alone = Watch("--once", "--wait", "0.2");
        Assert.Equal(ExitCode.Failure, alone.ExitCode);
        Assert.Contains("no engine was heard on " + _channel, alone.Error, StringComparison.Ordinal);
        Assert.StartsWith(" searching for an engine on 224.0.77.9:", alone.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_that_makes_no_sense_is_refused()
    {
        var refused = BuiltHost.Run("watch", "--once", "--channel", "aeron:udp?endpoint=nowhere");
        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.StartsWith("error: ", refused.Error, StringComparison.Ordinal);
    }

    private ChildProcess Watch(params string[] arguments) => BuiltHost.Run(["watch", "--channel", _channel, .. arguments]);

    private static int FreePort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    /// <summary>An engine with a market without end, in a process of its own, until it is disposed.</summary>
    private sealed class RunningEngine : IDisposable
    {
        private readonly Process _process;

        public RunningEngine(string channel)
        {
            var start = new ProcessStartInfo("dotnet",
            [
                BuiltHost.Assembly, "engine", "--config", EngineVerb.Example("demo"), "--set", "output.liveView=off",
                "feeds.0.events=0", "feeds.0.eventsPerSecond=5000", "multicast.use=on", "multicast.channel=" + channel,
            ])
            {
                RedirectStandardOutput = true,
            };
            foreach (var (name, value) in BuiltHost.Alone) start.Environment[name] = value;
            _process = Process.Start(start)!;
            _process.BeginOutputReadLine(); // A full pipe would stop it.
        }

        public void Dispose()
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
