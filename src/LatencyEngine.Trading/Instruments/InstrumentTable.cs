using LatencyEngine.Domain;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Instruments;

/// <summary>
/// The instruments of the session by their id. Each stage keeps one for itself, made from the same inputs, so that no
/// stage reads what another writes. One thread.
/// </summary>
/// <param name="idEnd">Ids are 1 up to, but not including, this.</param>
public sealed class InstrumentTable(int idEnd)
{
    private readonly Instrument[] _instruments = new Instrument[idEnd];

    public int IdEnd => _instruments.Length;

    /// <summary>Instruments defined so far.</summary>
    public int Count { get; private set; }

    /// <summary>The instrument with this id, which is in range; see <see cref="Knows"/>.</summary>
    public ref readonly Instrument this[uint id] => ref _instruments[id];

    public bool Knows(uint id) => id < (uint)_instruments.Length && _instruments[id].IsDefined;

    /// <returns>
    /// <c>false</c>, and nothing changes, when the definition makes no sense, the id is out of range, or it would make
    /// another contract of a known instrument.
    /// </returns>
    public bool Apply(in InstrumentDefinition definition)
    {
        if (!IsSound(definition)) return false;
        ref var instrument = ref _instruments[definition.InstrumentId];
        if (instrument.IsDefined && !IsSameContract(in instrument.Definition, in definition)) return false;
        if (!instrument.IsDefined)
        {
            Count++;
            instrument.Status = InstrumentStatus.Open;
        }

        instrument.Definition = definition;
        instrument.Terms = new ContractTerms(definition);
        return true;
    }

    /// <returns><c>false</c>, and nothing changes, when the instrument is unknown.</returns>
    public bool Apply(in InstrumentStatusChanged changed)
    {
        if (!Knows(changed.InstrumentId)) return false;
        _instruments[changed.InstrumentId].Status = changed.Status;
        return true;
    }

    public void AddTo(ref StateHash hash)
    {
        for (var id = 0; id < _instruments.Length; id++)
        {
            ref var instrument = ref _instruments[id];
            if (!instrument.IsDefined) continue;
            hash.Add(instrument.Definition.AsBytes());
            hash.Add((ulong)instrument.Status);
        }
    }

    // What a position is worth hangs on these: they cannot change while somebody may hold one.
    private static bool IsSameContract(in InstrumentDefinition old, in InstrumentDefinition definition) =>
        old.Kind == definition.Kind && old.Currency == definition.Currency && old.Multiplier == definition.Multiplier
        && old.LotExponent == definition.LotExponent && old.MarketModel == definition.MarketModel;

    private bool IsSound(in InstrumentDefinition definition) =>
        definition.InstrumentId is var id && id > 0 && id < (uint)_instruments.Length
        && definition.TickSize > 0 && definition.LotSize > 0 && definition.Multiplier > 0
        && definition.LotExponent is >= ContractTerms.LotExponentMin and <= ContractTerms.LotExponentMax
        && definition.Kind != InstrumentKind.None && definition.MarketModel != MarketModel.None
        && definition.Currency != 0 && definition.MarginRate >= 0;
}
