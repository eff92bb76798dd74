using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// How long commands take to each venue, from its <c>VenueModel</c>; none without one. The matching stage's thread;
/// owns the generator of the jitter, which the session's seed starts.
/// </summary>
public sealed class VenueDelays
{
    /// <summary>Venues that may have a model.</summary>
    public const int VenuesMax = 1_024;

    /// <summary>Greatest delay and greatest jitter: an hour.</summary>
    public const long DelayNanosMax = 3_600_000_000_000;

    private readonly OrderedLongMap<Delay> _delays = new(VenuesMax);
    private SplitMix64 _random;

    public void Seed(ulong seed) => _random = new SplitMix64(seed);

    public RejectReason Apply(in VenueModel model)
    {
        if (model.LatencyNanos is < 0 or > DelayNanosMax || model.JitterNanos is < 0 or > DelayNanosMax)
            return RejectReason.ValueOutOfRange;
        _delays.Remove(model.VenueId);
        var added = _delays.TryAdd(model.VenueId, new Delay(model.LatencyNanos, model.JitterNanos));
        return added == MapAddition.Added ? RejectReason.None : RejectReason.CapacityReached;
    }

    /// <summary>Nanoseconds from now to the venue. Draws a number when the venue has jitter.</summary>
    public long Next(ushort venueId)
    {
        ref var delay = ref _delays.Find(venueId);
        if (Unsafe.IsNullRef(ref delay)) return 0;
        if (delay.JitterNanos == 0) return delay.LatencyNanos;
        return delay.LatencyNanos + (long)_random.NextBelow((ulong)delay.JitterNanos + 1);
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add(_random.State);
        for (var link = _delays.First; link >= 0; link = _delays.Next(link))
        {
            hash.Add(_delays.KeyAt(link));
            hash.Add(_delays.ValueAt(link).LatencyNanos);
            hash.Add(_delays.ValueAt(link).JitterNanos);
        }
    }

    private readonly record struct Delay(long LatencyNanos, long JitterNanos);
}
