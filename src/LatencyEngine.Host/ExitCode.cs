namespace LatencyEngine.Host;

/// <summary>
/// What the process tells its caller. Scripts rely on these numbers: they never change their meaning.
/// </summary>
public static class ExitCode
{
    /// <summary>What was asked for was done.</summary>
    public const int Success = 0;

    /// <summary>It was done and the answer is no: a test failed, two runs differ, a goal was missed.</summary>
    public const int Failure = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>
    /// An input (file, schema, message, setting) was refused; standard error names it and what was expected.
    /// </summary>
    public const int BadInput = 3;

    /// <summary>Something that the host must have is missing: an SDK, a program, a permission.</summary>
    public const int MissingPrerequisite = 4;

    /// <summary>It was asked for, and nobody can say yet whether it was done: ask again.</summary>
    public const int Unknown = 5;

    /// <summary>Interrupted from the keyboard or by SIGTERM, after an orderly stop.</summary>
    public const int Interrupted = 130;
}
