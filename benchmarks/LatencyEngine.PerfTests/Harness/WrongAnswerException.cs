namespace LatencyEngine.PerfTests.Harness;

/// <summary>A benchmark whose answer is wrong has no speed: the run stops here.</summary>
internal sealed class WrongAnswerException(string message) : Exception(message)
{
    public static void ThrowUnlessEqual(string contender, long expected, long found)
    {
        if (expected != found)
            throw new WrongAnswerException($"{contender}: expected the answer {expected}, found {found}.");
    }
}
