using LatencyEngine.Domain;
using LatencyEngine.Runtime.Processing;

namespace LatencyEngine.Host.Demo;

/// <summary>Reads every quote beside the detector, as a journal would, and keeps a digest of what it saw.</summary>
internal readonly struct QuoteDigestHandler(Digest digest) : IEventHandler<Quote>
{
    public void OnEvent(ref Quote quote, long sequence, bool endOfBatch) => digest.Add(in quote);
}
