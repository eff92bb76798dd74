using System.CommandLine;

namespace LatencyEngine.Host.Sbe;

/// <summary>The verb <c>sbe</c>: reads, writes and checks messages and schemas without generated code.</summary>
public static class SbeCommand
{
    public static Command Create() => new("sbe", "Decode and encode messages; check and describe schemas.")
    {
        DecodeCommand.Create(),
        EncodeCommand.Create(),
        VerifyCommand.Create(),
        LintCommand.Create(),
        DescribeCommand.Create(),
    };
}
