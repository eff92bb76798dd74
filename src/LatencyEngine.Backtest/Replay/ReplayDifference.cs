namespace LatencyEngine.Backtest.Replay;

/// <summary>The first thing in which a re-execution differs from its record. Cold, immutable.</summary>
/// <param name="Sequence">Journal sequence of the recorded output; where there is none, of the record in its place.</param>
/// <param name="InputSequence">Journal sequence of the input that caused it.</param>
/// <param name="InputIndex">Of that input among the inputs of the session, from 0.</param>
/// <param name="OutputIndex">Place among the outputs of that input, from 0.</param>
/// <param name="Message">Name of the recorded message, or of the executed one where none is recorded.</param>
/// <param name="Field">What differs; <c>message</c> where the whole message does.</param>
/// <param name="Recorded">The recorded value, or <c>nothing</c>.</param>
/// <param name="Executed">The value that came out now, or <c>nothing</c>.</param>
public sealed record ReplayDifference(
    long Sequence, long InputSequence, long InputIndex, int OutputIndex, string Message, string Field,
    string Recorded, string Executed)
{
    /// <summary>What stands where there is no message.</summary>
    public const string Nothing = "nothing";

    /// <summary>For people.</summary>
    public override string ToString() =>
        $"record {Sequence}, output {OutputIndex} of input {InputIndex} (record {InputSequence}): {Message}.{Field} "
        + $"was {Recorded} and is {Executed} now";
}
