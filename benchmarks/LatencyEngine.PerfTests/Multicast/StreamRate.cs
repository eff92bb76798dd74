using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Trading;

namespace LatencyEngine.PerfTests.Multicast;

/// <summary>
/// Messages a second from a publication to a subscription of another driver, over the system's loopback: publisher,
/// subscriber and two drivers on a thread each. Every message is counted and its number checked.
/// </summary>
internal static class StreamRate
{
    private const int StreamId = 1;
    private const int FragmentsPerPoll = 64;

    /// <returns>Million messages a second, from the first offer to the last message received.</returns>
    public static double Measure(string channel, int messages, int messageBytes)
    {
        var options = new MediaDriverOptions { Idle = DriverIdle.BackOff };
        using var receiving = MediaDriver.Start(options with { Name = "receiving" });
        using var sending = MediaDriver.Start(options with { Name = "sending" });
        using var subscription = receiving.AddSubscription(channel, StreamId);
        using var publication = sending.AddPublication(channel, StreamId);
        while (!publication.IsConnected) Thread.Yield();
        long ended = 0;
        var reader = new Thread(() => ended = ReadAll(subscription, messages)) { IsBackground = true, Name = "reader" };
        reader.Start();
        var started = Clock.NowNanos();
        OfferAll(publication, messages, messageBytes);
        reader.Join();
        return messages * 1e3 / (ended - started);
    }

    private static void OfferAll(Publication publication, int messages, int messageBytes)
    {
        var message = new byte[messageBytes];
        for (var i = 0; i < messages; i++)
        {
            while (publication.Offer(message, i) is var result && result < 0)
            {
                if (result != OfferResult.BackPressured) throw new WrongAnswerException($"the publication answered {result}");
                Thread.Yield();
            }
        }
    }

    private static long ReadAll(Subscription subscription, int messages)
    {
        var counter = default(Counter);
        while (counter.Count < messages)
            if (subscription.Poll(ref counter, FragmentsPerPoll) == 0) Thread.Yield();
        return Clock.NowNanos();
    }

    private struct Counter : IFragmentHandler
    {
        public long Count;

        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header)
        {
            if (header.ReservedValue != Count++) throw new WrongAnswerException($"message {header.ReservedValue} came as number {Count}");
        }
    }
}
