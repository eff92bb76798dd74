using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Streams.Publishing;
using LatencyEngine.Viewer.Contract;

namespace LatencyEngine.IntegrationTests.Streams;

/// <summary>A publisher over real sockets, whose events a test makes up. One thread steps it.</summary>
internal sealed class PublishingEngine : IDisposable
{
    private static int _channels;

    private readonly MediaDriver _driver = MediaDriver.Start(new MediaDriverOptions { Name = "engine" });
    private readonly List<Publication> _publications = [];
    private long _input;

    public PublishingEngine(string channel, ulong sessionId = 1)
    {
        var outlets = new StreamOutlets(
            Open(channel, StreamIds.Events), Open(channel, StreamIds.Conflated), Open(channel, StreamIds.Snapshots),
            Open(channel, StreamIds.Market));
        Publisher = new EnginePublisher(new PublisherOptions { SessionId = sessionId }, outlets, new SystemClock());
    }

    public EnginePublisher Publisher { get; }

    /// <summary>A multicast group on loopback that no other test of this run uses, nor another run on this host.</summary>
    public static string NewChannel() =>
        $"aeron:udp?endpoint=224.0.78.{1 + (2 * Interlocked.Increment(ref _channels))}:{20_000 + (Environment.ProcessId % 20_000)}"
        + "|interface=127.0.0.1";

    public void Define(uint id) => Publish(Definition(id));

    public void Quote(uint id, long bid)
    {
        var slot = default(EngineEvent);
        ref var quote = ref slot.Begin<Quote>();
        (quote.InstrumentId, quote.BidPrice, quote.BidQuantity) = (id, bid, 10);
        (quote.AskPrice, quote.AskQuantity) = (bid + 1_000_000_000, 20);
        Publish(slot);
    }

    public void Accept(ulong orderId, long quantity)
    {
        var slot = default(EngineEvent);
        ref var accepted = ref slot.Begin<OrderAccepted>();
        (accepted.OrderId, accepted.Quantity, accepted.InstrumentId) = (orderId, quantity, 1);
        (accepted.InputSequence, accepted.TimestampNanos) = (_input++, _input);
        Publish(slot);
    }

    public void Step() => Publisher.Step();

    /// <summary>Ends the streams, and says so.</summary>
    public void Dispose()
    {
        foreach (var publication in _publications) publication.Dispose();
        _driver.Dispose();
    }

    private static EngineEvent Definition(uint id)
    {
        var slot = default(EngineEvent);
        new InstrumentTerms { Id = id, Symbol = $"SYM{id}", TickSize = 1_000_000 }.WriteTo(ref slot, 1);
        return slot;
    }

    private void Publish(EngineEvent e) => Publisher.OnEvent(ref e);

    private PublicationOutlet Open(string channel, int streamId)
    {
        var publication = _driver.AddPublication(channel, streamId);
        _publications.Add(publication);
        return new PublicationOutlet(publication);
    }
}
