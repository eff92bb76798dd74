using System.CommandLine;

namespace LatencyEngine.Host.Sbe;

/// <summary>
/// The verbs that work on SBE schemas and messages. Cold; each runs on the calling thread and ends.
/// </summary>
public static class SbeCommand
{
    public static Command Create() => new("sbe", "Decode, encode and check SBE messages and schemas.")
    {
        DecodeCommand.Create(),
        EncodeCommand.Create(),
        VerifyCommand.Create(),
        LintCommand.Create(),
        DescribeCommand.Create(),
    };
}
