using LatencyEngine.Domain;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Host.Demo;

/// <summary>
/// Keeps a fast and a slow average of every instrument's middle price, in integers, and publishes a crossing when one
/// overtakes
/// the other. Owns the averages; writes only the output ring.
/// </summary>
internal struct CrossingDetector(SingleProducerSequencer<Crossing> output) : IEventHandler<Quote>
{
    // Averages carry 16 more bits than prices and forget 1/32 and 1/256 of themselves with each quote.
    private const int ScaleShift = 16;
    private const int FastShift = 5;
    private const int SlowShift = 8;

    private readonly Averages[] _averages = new Averages[QuoteSource.InstrumentCount];
    private AdaptiveWait _wait; // For room in the output ring.

    public void OnEvent(ref Quote quote, long sequence, bool endOfBatch)
    {
        var mid = (quote.BidPriceRaw + quote.AskPriceRaw) / 2;
        ref var averages = ref _averages[quote.InstrumentId];
        var direction = averages.Move(mid);
        if (direction == 0) return;

        var claimed = output.Claim(1, ref _wait);
        output[claimed] = new Crossing
        {
            InputSequence = sequence,
            TimestampNanos = quote.TimestampNanos,
            MidPrice = mid,
            InstrumentId = quote.InstrumentId,
            Direction = direction,
        };
        output.Publish(claimed);
    }

    private struct Averages
    {
        private Int128 _fast;
        private Int128 _slow;
        private int _side;

        /// <returns>The new side when it has changed, else 0.</returns>
        public int Move(long mid)
        {
            var scaled = (Int128)mid << ScaleShift;
            if (_slow == 0) _fast = _slow = scaled;
            _fast += (scaled - _fast) >> FastShift;
            _slow += (scaled - _slow) >> SlowShift;
            var side = _fast.CompareTo(_slow);
            var changed = side != 0 && side != _side && _side != 0;
            if (side != 0) _side = side;
            return changed ? side : 0;
        }
    }
}
