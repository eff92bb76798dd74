using System.Diagnostics;
using System.Globalization;
using LatencyEngine.Domain;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.Runtime.Agents;
using LatencyEngine.Viewer.Contract;

namespace LatencyEngine.Host.Ctl;

/// <summary>
/// Finds the one engine that is meant, and an instrument of it by number or symbol: its snapshots name them all. The
/// thread of the command line.
/// </summary>
/// <param name="target">Names the session that is meant, where it is not the only one.</param>
internal sealed class InstrumentLookup(MediaDriver driver, CtlTarget target, CancellationToken cancellation)
{
    private const int FragmentsMax = 256;

    /// <summary>Twice the time in which an engine tells its health by default: until then another one may be there.</summary>
    private static readonly TimeSpan HearingMin = TimeSpan.FromMilliseconds(600);

    /// <summary>A command that needs no telling does not wait longer for one.</summary>
    private static readonly TimeSpan HearingMax = TimeSpan.FromSeconds(2);

    private readonly EngineSearch _search = new();
    private ulong _session = target.SessionId;

    /// <summary>The number in a text, which needs no engine.</summary>
    public static bool TryNumber(string text, out uint id) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id != 0;

    /// <exception cref="CtlException">The engine told no such instrument in time, or several engines were heard.</exception>
    public uint IdOf(string instrument) => TryNumber(instrument, out var id) ? id : Find(instrument).InstrumentId;

    /// <exception cref="CtlException">The engine told no such instrument in time, or several engines were heard.</exception>
    public InstrumentDefinition Find(string instrument)
    {
        var id = TryNumber(instrument, out var number) ? number : 0;
        Hear(
            target.Timeout,
            () => target.SessionId == 0 ? _search.Sessions.Any(_search.IsWhole) : _search.IsWhole(target.SessionId));
        _session = Choose(_search.Sessions, target);
        return _search.Find(_session, id, instrument) ?? throw new CtlException(
            _search.IsWhole(_session)
                ? $"the engine has no instrument '{instrument}'"
                : $"no engine at {target.EventsChannel} told of an instrument '{instrument}' within "
                    + $"{target.Timeout.TotalSeconds:0.###} s; a number and --lots need no telling");
    }

    /// <summary>The session to sign: the one that is meant, else of the only engine heard; 0 where none was.</summary>
    /// <exception cref="CtlException">Several engines were heard.</exception>
    public ulong FindSession()
    {
        if (_session != 0) return _session;
        Hear(target.Timeout < HearingMax ? target.Timeout : HearingMax, () => _search.Sessions.Count > 0);
        return _session = Choose(_search.Sessions, target);
    }

    /// <exception cref="CtlException">It is not clear which of several engines is meant.</exception>
    internal static ulong Choose(IReadOnlyCollection<ulong> heard, CtlTarget target)
    {
        if (target.SessionId == 0 && heard.Count <= 1) return heard.SingleOrDefault();
        if (target.SessionId != 0 && heard.Count(session => session == target.SessionId) <= 1) return target.SessionId;
        var sessions = string.Join(", ", heard.Order());
        throw new CtlException(
            target.SessionId == 0
                ? $"several engines tell events at {target.EventsChannel}, with sessions {sessions}; "
                    + "expected --session with one of them"
                : $"several engines at {target.EventsChannel} run as session {target.SessionId}; "
                    + "expected a channel or a number for each");
    }

    private void Hear(TimeSpan patience, Func<bool> isEnough)
    {
        using var snapshots = driver.AddSubscription(target.EventsChannel, StreamIds.Snapshots);
        using var events = driver.AddSubscription(target.EventsChannel, StreamIds.Events);
        var snapshot = new SnapshotHandler(_search);
        var health = new EventsHandler(_search);
        var idle = default(BackOffIdle);
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < patience && !(elapsed >= HearingMin && isEnough()))
        {
            cancellation.ThrowIfCancellationRequested();
            idle.Idle(snapshots.Poll(ref snapshot, FragmentsMax) + events.Poll(ref health, FragmentsMax));
        }
    }

    private readonly struct SnapshotHandler(EngineSearch search) : IFragmentHandler
    {
        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header) =>
            search.OnSnapshot(payload, header.SessionId);
    }

    private readonly struct EventsHandler(EngineSearch search) : IFragmentHandler
    {
        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header) =>
            search.OnEvent(payload, header.SessionId);
    }
}
