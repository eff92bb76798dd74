using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Instruments;

/// <summary>An instrument as a stage knows it. Written by the stage that owns the table.</summary>
public struct Instrument
{
    public InstrumentDefinition Definition;

    public ContractTerms Terms;

    /// <summary>None until the instrument is defined; then Open unless told otherwise.</summary>
    public InstrumentStatus Status;

    public readonly bool IsDefined => Definition.InstrumentId != 0;

    public readonly bool IsOpen => Status == InstrumentStatus.Open;
}
