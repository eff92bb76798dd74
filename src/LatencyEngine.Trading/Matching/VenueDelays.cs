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
    private ulong _random;

    public void Seed(ulong seed) => _random = seed;

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
        var share = Math.BigMul(NextRandom(), (ulong)delay.JitterNanos + 1, out _);
        return delay.LatencyNanos + (long)share;
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add(_random);
        for (var link = _delays.First; link >= 0; link = _delays.Next(link))
        {
            hash.Add(_delays.KeyAt(link));
            hash.Add(_delays.ValueAt(link).LatencyNanos);
            hash.Add(_delays.ValueAt(link).JitterNanos);
        }
    }

    // SplitMix64 (Steele, Lea and Flood, 2014).
    private ulong NextRandom()
    {
        _random += 0x9E3779B97F4A7C15;
        var mixed = (_random ^ (_random >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    private readonly record struct Delay(long LatencyNanos, long JitterNanos);
}
