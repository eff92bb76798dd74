using System.Diagnostics;
using System.Globalization;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.Runtime.Agents;
using LatencyEngine.Viewer.Contract;

namespace LatencyEngine.Host.Ctl;

/// <summary>
/// Finds an instrument by its number or its symbol in what the engine tells: its snapshots name them all. The thread of
/// the command line.
/// </summary>
internal sealed class InstrumentLookup(MediaDriver driver, string channel, TimeSpan patience)
{
    private const int FragmentsMax = 256;

    /// <summary>The number in a text, which needs no engine.</summary>
    public static bool TryNumber(string text, out uint id) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id != 0;

    /// <exception cref="CtlException">The engine told no such instrument in time.</exception>
    public uint IdOf(string instrument) => TryNumber(instrument, out var id) ? id : Find(instrument).InstrumentId;

    /// <exception cref="CtlException">The engine told no such instrument in time.</exception>
    public InstrumentDefinition Find(string instrument)
    {
        using var snapshots = driver.AddSubscription(channel, StreamIds.Snapshots);
        using var events = driver.AddSubscription(channel, StreamIds.Events);
        var search = new InstrumentSearch(instrument);
        var handler = new Handler(search);
        var idle = default(BackOffIdle);
        var started = Stopwatch.GetTimestamp();
        while (search.Found is null && !search.IsOver && Stopwatch.GetElapsedTime(started) < patience)
            idle.Idle(snapshots.Poll(ref handler, FragmentsMax) + events.Poll(ref handler, FragmentsMax));
        return search.Found ?? throw new CtlException(
            search.IsOver
                ? $"the engine has no instrument '{instrument}'"
                : $"no engine at {channel} told of an instrument '{instrument}' within {patience.TotalSeconds:0.###} s; "
                    + "a number and --lots need no telling");
    }

    private readonly struct Handler(InstrumentSearch search) : IFragmentHandler
    {
        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header) => search.OnMessage(payload);
    }
}

/// <summary>Looks for one instrument in messages of a stream. One thread.</summary>
internal sealed class InstrumentSearch(string instrument)
{
    private readonly uint _id = InstrumentLookup.TryNumber(instrument, out var id) ? id : 0;
    private bool _isWhole;

    public InstrumentDefinition? Found { get; private set; }

    /// <summary>A whole snapshot did not name it.</summary>
    public bool IsOver { get; private set; }

    public void OnMessage(ReadOnlySpan<byte> message)
    {
        var slot = default(EngineEvent);
        if (!slot.TryRead(message)) return;
        if (slot.Is<SnapshotBegin>()) _isWhole = true;
        else if (slot.Is<SnapshotEnd>()) IsOver = _isWhole && Found is null;
        else if (slot.Is<InstrumentDefinition>() && IsMeant(in slot.As<InstrumentDefinition>()))
            Found = slot.As<InstrumentDefinition>();
    }

    private bool IsMeant(in InstrumentDefinition definition) =>
        _id != 0 ? definition.InstrumentId == _id : definition.SymbolText == instrument;
}
