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
    /// <summary>Greatest collateral, in 1e-9 of the value: ten times all of it.</summary>
    public const long MarginRateMax = 10_000_000_000;

    private readonly Instrument[] _instruments = new Instrument[idEnd];

    public int IdEnd => _instruments.Length;

    /// <summary>Instruments defined so far.</summary>
    public int Count { get; private set; }

    /// <summary>The instrument with this id, which is in range; see <see cref="Knows"/>.</summary>
    public ref readonly Instrument this[uint id] => ref _instruments[id];

    public bool Knows(uint id) => id < (uint)_instruments.Length && _instruments[id].IsDefined;

    /// <summary>
    /// Whether a definition makes sense, its id is in range, and it would not make another contract of a known
    /// instrument.
    /// </summary>
    public bool Allows(in InstrumentDefinition definition) =>
        IsSound(definition) && (!Knows(definition.InstrumentId)
            || IsSameContract(in _instruments[definition.InstrumentId].Definition, in definition));

    /// <returns><c>false</c>, and nothing changes, when it is not allowed; see <see cref="Allows"/>.</returns>
    public bool Apply(in InstrumentDefinition definition)
    {
        if (!Allows(definition)) return false;
        ref var instrument = ref _instruments[definition.InstrumentId];
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
        && definition.Kind is >= InstrumentKind.Spot and <= InstrumentKind.Inverse
        && definition.MarketModel is >= MarketModel.TopOfBook and <= MarketModel.OrderByOrder
        && definition.Currency != 0 && definition.MarginRate is >= 0 and <= MarginRateMax;
}
