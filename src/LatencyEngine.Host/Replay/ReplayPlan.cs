using LatencyEngine.Host.Journal.Sessions;

namespace LatencyEngine.Host.Replay;

/// <summary>How a session is to be executed again. Cold; immutable.</summary>
/// <param name="Speed">How many times as fast as it was; 0 for as fast as possible.</param>
internal sealed record ReplayPlan(ReplayLayout Layout, decimal Speed, SessionBound Until);

/// <summary>Where a replay tells what it finds.</summary>
internal sealed record ReplayConsole(TextWriter Output, TextWriter Error, bool IsJson);
