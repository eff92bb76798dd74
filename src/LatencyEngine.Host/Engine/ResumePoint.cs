using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Host.Engine;

/// <summary>Where a session that was cut off goes on. Cold, immutable.</summary>
/// <param name="Stages">The state after the last journaled input.</param>
/// <param name="Inputs">Inputs journaled.</param>
/// <param name="Definitions">How many definitions need not be told again.</param>
/// <param name="FeedInputs">Of them, those that came from the feeds.</param>
/// <param name="LastFeedInput">The last one of these; empty when there is none.</param>
internal sealed record ResumePoint(
    TradingStages Stages, long Inputs, long Definitions, long FeedInputs, EngineEvent LastFeedInput);
