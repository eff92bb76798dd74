namespace LatencyEngine.Backtest.Replay;

/// <summary>How far a replay has come.</summary>
/// <param name="Sequence">The last record looked at.</param>
/// <param name="Inputs">Inputs of the session executed, those before the start of the replay included.</param>
/// <param name="Outputs">Outputs compared since the start of the replay.</param>
/// <param name="TimestampNanos">Time of the last input.</param>
public readonly record struct ReplayProgress(long Sequence, long Inputs, long Outputs, long TimestampNanos);
