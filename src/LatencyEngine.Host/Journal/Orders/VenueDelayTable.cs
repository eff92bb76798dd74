using LatencyEngine.Domain;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Orders;

/// <summary>Whether orders take time to their venues, as the inputs define it. Cold; one thread.</summary>
internal sealed class VenueDelayTable
{
    private readonly Dictionary<uint, ushort> _venues = [];
    private readonly HashSet<ushort> _delayed = [];

    public void Learn(in JournalRecord input)
    {
        if (input.TryAs<InstrumentDefinition>(out var instrument)) _venues[instrument.InstrumentId] = instrument.VenueId;
        if (!input.TryAs<VenueModel>(out var model)) return;
        if (model.LatencyNanos > 0 || model.JitterNanos > 0) _delayed.Add(model.VenueId);
        else _delayed.Remove(model.VenueId);
    }

    public bool HasDelay(uint instrumentId) => _venues.TryGetValue(instrumentId, out var venue) && _delayed.Contains(venue);
}
