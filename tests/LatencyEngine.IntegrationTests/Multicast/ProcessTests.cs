using System.Diagnostics;
using LatencyEngine.IntegrationTests.CommandLine;

namespace LatencyEngine.IntegrationTests.Multicast;

/// <summary>Streams between processes of our own over multicast on loopback, where either side is killed and comes again.</summary>
public sealed class ProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _channel =
        $"aeron:udp?endpoint=224.0.79.1:{21_000 + (Environment.ProcessId % 20_000)}|interface=127.0.0.1|term-length=64k";

    [Fact]
    public async Task A_sender_that_is_killed_and_starts_again_is_heard_from_its_first_message()
    {
        using var receiver = Start("receive", "--count", "20000", "--bytes", "3000");
        var complaints = receiver.StandardError;
        using (var killed = Start("send", "--count", "100000000", "--bytes", "3000"))
        {
            Assert.StartsWith("hears session", await complaints.ReadLineAsync(), StringComparison.Ordinal);
            killed.Kill();
        }
        using var sender = Start("send", "--count", "20000", "--bytes", "3000");
        await AssertEnds(receiver, "received 20,000 messages in order");
        await AssertEnds(sender, "sent 20,000 messages");
    }

    [Fact]
    public async Task Every_message_comes_once_and_in_order_though_a_fifth_is_lost_doubled_and_reordered()
    {
        using var receiver = Start("receive", "--count", "2000", "--bytes", "3000", "--disturb", "0.2");
        using var sender = Start("send", "--count", "2000", "--bytes", "3000", "--disturb", "0.2");
        await AssertEnds(receiver, "received 2,000 messages in order");
        await AssertEnds(sender, "sent 2,000 messages");
    }

    [Fact]
    public async Task A_receiver_that_is_killed_comes_again_where_the_stream_then_is()
    {
        using var sender = Start("send", "--count", "30000", "--bytes", "3000", "--rate", "5000");
        using (var killed = Start("receive", "--count", "30000", "--bytes", "3000"))
        {
            Assert.StartsWith("hears session", await killed.StandardError.ReadLineAsync(), StringComparison.Ordinal);
            killed.Kill();
        }
        using var receiver = Start("receive", "--count", "30000", "--bytes", "3000", "--late");
        await AssertEnds(receiver, "messages in order");
        await AssertEnds(sender, "sent 30,000 messages");
    }

    private static async Task AssertEnds(Process process, string expected)
    {
        using var limit = new CancellationTokenSource(Patience);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        Assert.True(output.Contains(expected, StringComparison.Ordinal), output + await error);
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(0, process.ExitCode);
    }

    private Process Start(string verb, params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [BuiltHost.Assembly, "transport", verb, _channel, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
