using System.CommandLine;

namespace LatencyEngine.Host.Journal.Sessions;

/// <summary>The argument that names a session. Cold.</summary>
internal static class SessionArgument
{
    public static Argument<string> Create() => new("session")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Its id, 'last', or a negative number that counts from the end.",
        DefaultValueFactory = _ => SessionSelector.Last,
    };
}
