using System.Text;
using LatencyEngine.Backtest.Replay;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Host.Configuration.Layers;
using LatencyEngine.Host.Engine;
using LatencyEngine.Host.Sbe;
using LatencyEngine.Journal.Records;
using LatencyEngine.Trading;

namespace LatencyEngine.Host.Replay;

/// <summary>What a session ran with, read from its own head, and engines made anew from it. Cold; immutable.</summary>
internal sealed record RecordedSession(SessionHead Head, ConfigurationResult Loaded)
{
    public EngineConfiguration Configuration => Loaded.Configuration!;

    /// <exception cref="InputRefusedException">This version cannot run it, or a change to it is none.</exception>
    /// <param name="head">Of the session.</param>
    /// <param name="changes">Values of single keys, such as <c>risk.engine.orderRateMax=10</c>.</param>
    public static RecordedSession Read(SessionHead head, IReadOnlyCollection<string>? changes = null)
    {
        var errors = new List<ConfigurationError>();
        var source = new Origin(OriginKind.File, $"configuration of session {head.SessionId}");
        var recorded = FileLayer.Parse(source, Encoding.UTF8.GetBytes(head.Configuration), errors);
        var changed = CommandLineLayers.Read(changes ?? [], errors);
        var loaded = ConfigurationLoader.Load([recorded, .. changed], errors, StrategyCatalogue.BuiltIn);
        return loaded.Configuration is not null
            ? new RecordedSession(head, loaded)
            : throw new InputRefusedException(string.Join("\nerror: ", loaded.Errors));
    }

    /// <summary>Fresh stages on one thread.</summary>
    public StageStepper NewStepper() => new(SessionSeats.StagesOf(Configuration));

    /// <summary>A pipeline as it ran, but in this layout and on any core.</summary>
    public PipelineOptions OptionsOf(PipelineLayout layout) => Configuration.Pipeline.ToOptions(Configuration.Capacity) with
    {
        Layout = layout, StrategyCore = null, RiskCore = null, MatchingCore = null,
    };
}
