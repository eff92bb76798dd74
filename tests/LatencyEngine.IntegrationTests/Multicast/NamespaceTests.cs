using System.Diagnostics;
using LatencyEngine.IntegrationTests.CommandLine;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Multicast;

/// <summary>
/// Two processes in two network namespaces with a wire between them, whose drivers lose, double and reorder a fifth of what
/// comes over it. Needs ip(8) and the right to make namespaces: skipped with a message elsewhere.
/// </summary>
public sealed class NamespaceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [NamespaceTheory]
    [InlineData("aeron:udp?endpoint=10.77.0.2:40456")]
    [InlineData("aeron:udp?endpoint=224.0.79.3:40457|interface=10.77.0.0/24")]
    public async Task Every_message_comes_once_and_in_order_over_a_bad_wire(string channel)
    {
        using var wire = new BadWire();
        using var receiver = wire.Start(wire.Far, channel, "receive");
        using var sender = wire.Start(wire.Near, channel, "send");
        using var limit = new CancellationTokenSource(Patience);
        var complaints = receiver.StandardError.ReadToEndAsync(limit.Token);
        var output = await receiver.StandardOutput.ReadToEndAsync(limit.Token);
        Assert.True(output.Contains("received 2,000 messages in order", StringComparison.Ordinal), output + await complaints);
        await sender.WaitForExitAsync(limit.Token);
        Assert.Equal(0, sender.ExitCode);
        Assert.Contains("naks-sent", await complaints, StringComparison.Ordinal);
    }

    /// <summary>A pair of namespaces with a virtual wire between them; gone with the object.</summary>
    private sealed class BadWire : IDisposable
    {
        private static int _wires;

        private readonly string _name = $"le{Environment.ProcessId % 100_000}x{Interlocked.Increment(ref _wires)}";

        public BadWire()
        {
            foreach (var space in (string[])[Near, Far]) Ip("netns", "add", space);
            Ip("link", "add", $"{_name}a", "netns", Near, "type", "veth", "peer", "name", $"{_name}b", "netns", Far);
            Bring(Near, $"{_name}a", "10.77.0.1/24");
            Bring(Far, $"{_name}b", "10.77.0.2/24");
        }

        public string Near => $"{_name}-near";

        public string Far => $"{_name}-far";

        public Process Start(string space, string channel, string verb) => Process.Start(new ProcessStartInfo(
            "ip",
            [
                "netns", "exec", space, "dotnet", BuiltHost.Assembly, "transport", verb, channel,
                "--count", "2000", "--bytes", "1200", "--disturb", "0.2",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        public void Dispose()
        {
            foreach (var space in (string[])[Near, Far]) Ip("netns", "delete", space);
        }

        private static void Bring(string space, string device, string address)
        {
            Ip("-n", space, "address", "add", address, "dev", device);
            Ip("-n", space, "link", "set", device, "up");
            Ip("-n", space, "link", "set", "lo", "up");
        }

        private static void Ip(params string[] arguments)
        {
            var run = ChildProcess.Run("ip", arguments);
            Assert.True(run.ExitCode == 0, $"ip {string.Join(' ', arguments)}: {run.Error}");
        }
    }
}
