using System.CommandLine;
using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Driver;

namespace LatencyEngine.Host.Transport;

/// <summary>
/// The verb <c>transport</c>: numbered messages from one process to another, over any channel, each checked byte for byte.
/// To find out whether a network carries streams, at what rate and with what losses.
/// </summary>
internal static class TransportCommand
{
    private static readonly Argument<string> Channel = new("channel")
    {
        Description = "For example aeron:udp?endpoint=224.0.1.1:40456|interface=127.0.0.1.",
    };

    private static readonly Option<int> Stream = new("--stream") { Description = "Stream of the channel.", DefaultValueFactory = _ => 1 };

    private static readonly Option<long> Count = new("--count")
    {
        Description = "Messages of the sender.",
        DefaultValueFactory = _ => 100_000,
    };

    private static readonly Option<int> Bytes = new("--bytes")
    {
        Description = "Length of the longest message; they have all lengths from 12 to this.",
        DefaultValueFactory = _ => 64,
    };

    private static readonly Option<int> Rate = new("--rate") { Description = "Messages a second; as fast as they go when left out." };

    private static readonly Option<int> Patience = new("--patience")
    {
        Description = "Seconds to wait for the other side, or for the next message.",
        DefaultValueFactory = _ => 30,
    };

    private static readonly Option<bool> Late = new("--late") { Description = "The first message may have any number." };

    private static readonly Option<double> Disturb = new("--disturb")
    {
        Description = "Loses, doubles and reorders this much of what comes in, between 0 and 1: a bad network on a good one.",
        HelpName = "RATE",
    };

    public static Command Create()
    {
        var send = new Command("send", "Offer numbered messages, and stay until they have arrived.") 
        {
            Channel, Stream, Count, Bytes, Rate, Patience, Disturb,
        };
        send.SetAction((parse, cancellation) => Run(() => new TransportSend(OptionsOf(parse)).Run(cancellation)));
        var receive = new Command("receive", "Take numbered messages; exit code 1 when one is missing, twice there or wrong.")
        {
            Channel, Stream, Count, Bytes, Patience, Late, Disturb,
        };
        receive.SetAction((parse, cancellation) =>
            Run(() => new TransportReceive(OptionsOf(parse), parse.GetValue(Late)).Run(cancellation)));
        return new Command("transport", "Try a channel: does this network carry streams, how fast and with what losses?") { send, receive };
    }

    private static TransportOptions OptionsOf(ParseResult parse) => new(
        parse.GetValue(Channel)!, parse.GetValue(Stream), parse.GetValue(Count), Math.Max(NumberedMessage.BytesMin, parse.GetValue(Bytes)),
        parse.GetValue(Rate), TimeSpan.FromSeconds(parse.GetValue(Patience)), parse.GetValue(Disturb));

    private static Task<int> Run(Func<int> action)
    {
        try
        {
            return Task.FromResult(action());
        }
        catch (Exception refused) when (refused is ChannelException or ArgumentException)
        {
            Console.Error.WriteLine($"error: {refused.Message}");
            return Task.FromResult(ExitCode.BadInput);
        }
    }
}

/// <summary>What is tried.</summary>
internal sealed record TransportOptions(string Channel, int StreamId, long Count, int BytesMax, int Rate, TimeSpan Patience, double Disturb)
{
    public MediaDriverOptions Driver => new()
    {
        Disturbance = Disturb == 0 ? null : new Disturbance(Disturb, Disturb, Disturb, Environment.ProcessId),
    };
}
