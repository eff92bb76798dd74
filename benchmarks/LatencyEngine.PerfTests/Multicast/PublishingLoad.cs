using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Streams.Publishing;
using LatencyEngine.Viewer.Contract;

namespace LatencyEngine.PerfTests.Multicast;

/// <summary>A publisher with its streams over loopback, and a market of as many instruments as wanted. One thread steps it.</summary>
internal sealed class PublishingLoad : IDisposable
{
    public const string Channel = "aeron:udp?endpoint=224.0.77.11:40787|interface=127.0.0.1";

    private const long PriceStep = 10_000_000;

    private readonly MediaDriver _driver = MediaDriver.Start(new MediaDriverOptions { Name = "engine" });
    private readonly List<Publication> _publications = [];
    private readonly int _instruments;
    private EngineEvent _slot;
    private long _input;

    public PublishingLoad(int instruments)
    {
        _instruments = instruments;
        var outlets = new StreamOutlets(
            Open(StreamIds.Events), Open(StreamIds.Conflated), Open(StreamIds.Snapshots), Open(StreamIds.Market));
        Publisher = new EnginePublisher(new PublisherOptions { SessionId = 1 }, outlets, new SystemClock());
        for (var id = 1; id <= instruments; id++)
        {
            new InstrumentTerms { Id = (uint)id, Symbol = $"SYM{id}", TickSize = PriceStep }.WriteTo(ref _slot, 1);
            Publisher.OnEvent(ref _slot);
            Quote();
        }
    }

    public EnginePublisher Publisher { get; }

    /// <summary>One quote of the next instrument.</summary>
    public void Quote()
    {
        ref var quote = ref _slot.Begin<Quote>();
        quote.InstrumentId = (uint)(_input % _instruments) + 1;
        quote.TimestampNanos = _input;
        (quote.BidPrice, quote.BidQuantity) = (PriceStep * (100 + (_input % 7)), 10);
        (quote.AskPrice, quote.AskQuantity) = (quote.BidPrice + PriceStep, 20);
        _input++;
        Publisher.OnEvent(ref _slot);
    }

    /// <summary>One output, as of an order that was accepted at once and canceled again.</summary>
    public void Output(ulong orderId)
    {
        ref var canceled = ref _slot.Begin<OrderCanceled>();
        (canceled.OrderId, canceled.InstrumentId, canceled.InputSequence, canceled.TimestampNanos) = (orderId, 1, _input, _input);
        _input++;
        Publisher.OnEvent(ref _slot);
    }

    public void Dispose()
    {
        foreach (var publication in _publications) publication.Dispose();
        _driver.Dispose();
    }

    private PublicationOutlet Open(int streamId)
    {
        var publication = _driver.AddPublication(Channel, streamId);
        _publications.Add(publication);
        return new PublicationOutlet(publication);
    }
}
