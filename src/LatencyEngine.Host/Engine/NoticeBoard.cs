using LatencyEngine.Domain.Events;

namespace LatencyEngine.Host.Engine;

/// <summary>The last few outputs that people should see. One thread writes, others read copies.</summary>
internal sealed class NoticeBoard
{
    public const int Kept = 64;

    private readonly EngineEvent[] _notices = new EngineEvent[Kept];
    private readonly Lock _gate = new();
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public void Add(in EngineEvent notice)
    {
        lock (_gate) _notices[_count++ % Kept] = notice;
    }

    /// <summary>The newest, at most so many, in the order in which they came.</summary>
    public EngineEvent[] Last(int most)
    {
        lock (_gate)
        {
            var count = (int)Math.Min(Math.Min(most, Kept), _count);
            var last = new EngineEvent[count];
            for (var i = 0; i < count; i++) last[i] = _notices[(_count - count + i) % Kept];
            return last;
        }
    }
}
