using System.Runtime.CompilerServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// All instruments, in the order in which they came, with the best levels of their books. Written by the thread that
/// applies messages; owns rows and levels.
/// </summary>
public sealed class InstrumentTable
{
    private const int None = -1;

    private readonly int[] _places;
    private readonly InstrumentRow[] _rows;
    private readonly DepthLevel[] _levels;
    private readonly int _depth;

    public InstrumentTable(int instrumentIdEnd, int depthLevels)
    {
        _places = new int[instrumentIdEnd];
        _rows = new InstrumentRow[instrumentIdEnd];
        _levels = new DepthLevel[instrumentIdEnd * depthLevels * 2];
        _depth = depthLevels;
        Array.Fill(_places, None);
    }

    public int Count { get; private set; }

    /// <summary>Grows with every change of any row.</summary>
    public long Version { get; private set; }

    /// <summary>Messages about instruments whose id is beyond the limit.</summary>
    public long Refused { get; private set; }

    /// <summary>All rows, valid until the next message is applied.</summary>
    public ReadOnlySpan<InstrumentRow> Rows => _rows.AsSpan(0, Count);

    /// <summary>Where the row of an instrument stands, or -1.</summary>
    public int PlaceOf(uint instrumentId) => instrumentId < (uint)_places.Length ? _places[instrumentId] : None;

    /// <returns>A null reference where it is not known.</returns>
    public ref readonly InstrumentRow Find(uint instrumentId)
    {
        var place = PlaceOf(instrumentId);
        if (place == None) return ref Unsafe.NullRef<InstrumentRow>();
        return ref _rows[place];
    }

    public bool TryGet(uint instrumentId, out InstrumentRow row)
    {
        var place = PlaceOf(instrumentId);
        row = place == None ? default : _rows[place];
        return place != None;
    }

    /// <summary>The symbol, or the number where that is not known.</summary>
    public string SymbolOf(uint instrumentId) =>
        TryGet(instrumentId, out var row) && row.IsDefined ? row.Definition.SymbolText : $"#{instrumentId}";

    /// <summary>Bids of the instrument at this place, best first.</summary>
    public ReadOnlySpan<DepthLevel> BidsAt(int place) => _levels.AsSpan(FirstLevel(place), _rows[place].BidLevels);

    /// <summary>Asks of the instrument at this place, best first.</summary>
    public ReadOnlySpan<DepthLevel> AsksAt(int place) => _levels.AsSpan(FirstLevel(place) + _depth, _rows[place].AskLevels);

    internal void Define(in InstrumentDefinition definition)
    {
        ref var row = ref Change(definition.InstrumentId);
        if (Unsafe.IsNullRef(ref row)) return;
        if (!row.IsDefined) (row.Market.Status, row.Market.VenueId) = (InstrumentStatus.Open, definition.VenueId);
        row.Definition = definition;
    }

    internal void Apply(in InstrumentStatusChanged status)
    {
        ref var row = ref Change(status.InstrumentId);
        if (!Unsafe.IsNullRef(ref row)) row.Market.Status = status.Status;
    }

    /// <summary>Takes the market as it is now, unless a later one is known from single updates.</summary>
    internal void Set(in InstrumentSnapshot market)
    {
        ref readonly var known = ref Find(market.InstrumentId);
        if (!Unsafe.IsNullRef(in known) && known.Market.MarketSequence > market.MarketSequence) return;
        ref var row = ref Change(market.InstrumentId);
        if (!Unsafe.IsNullRef(ref row)) row.Market = market;
    }

    internal bool SetDepth(ReadOnlySpan<byte> message)
    {
        if (BookSnapshotDecoder.Validate(message, out _) != SbeStatus.Ok) return false;
        if (!BookSnapshotDecoder.TryWrap(message, out var book, out _)) return false;
        ref var row = ref Change(book.InstrumentId);
        if (Unsafe.IsNullRef(ref row)) return true;
        var first = FirstLevel(_places[book.InstrumentId]);
        row.DepthVersion = row.Version;
        row.DepthNanos = book.TimestampNanos;
        (row.BidLevels, row.AskLevels) = (0, 0);
        foreach (var level in book.Bids)
            if (row.BidLevels < _depth) _levels[first + row.BidLevels++] = new DepthLevel(level.Price, level.Quantity);
        foreach (var level in book.Asks)
            if (row.AskLevels < _depth) _levels[first + _depth + row.AskLevels++] = new DepthLevel(level.Price, level.Quantity);
        return true;
    }

    /// <summary>The row of an instrument, made if it is not there, with a new version: to be filled by the caller.</summary>
    /// <returns>A null reference for an id beyond the limit.</returns>
    internal ref InstrumentRow Change(uint instrumentId)
    {
        if (instrumentId >= (uint)_places.Length)
        {
            Refused++;
            return ref Unsafe.NullRef<InstrumentRow>();
        }

        ref var place = ref _places[instrumentId];
        if (place == None)
        {
            place = Count++;
            _rows[place] = Empty(instrumentId);
        }

        _rows[place].Version = ++Version;
        return ref _rows[place];
    }

    internal void Clear()
    {
        Array.Fill(_places, None);
        Count = 0;
        Version++;
    }

    private int FirstLevel(int place) => place * _depth * 2;

    private static InstrumentRow Empty(uint instrumentId)
    {
        var row = new InstrumentRow { Market = InstrumentSnapshot.Create() };
        row.Definition.InstrumentId = instrumentId;
        row.Market.InstrumentId = instrumentId;
        return row;
    }
}
