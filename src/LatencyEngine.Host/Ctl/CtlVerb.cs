using System.CommandLine;
using LatencyEngine.Domain.Events;
using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Host.Ctl;

/// <summary>Makes the command that the words of a command line stand for.</summary>
/// <exception cref="CtlException">They stand for none.</exception>
internal delegate EngineEvent CommandBuilder(ParseResult parse, CtlContext context);

/// <summary>What a command is made with. The thread of the command line.</summary>
internal sealed record CtlContext(ActorKey Actor, ulong CommandKey, InstrumentLookup Instruments);

/// <summary>
/// Wires a verb that gives a command: keys and driver, building, sending, printing, exit code. The thread of the command
/// line.
/// </summary>
internal static class CtlVerb
{
    public static Command Create(string name, string sentence, CommandBuilder build, params IEnumerable<Symbol> symbols)
    {
        var command = new Command(name, sentence);
        foreach (var symbol in symbols)
            if (symbol is Argument argument) command.Arguments.Add(argument);
            else command.Options.Add((Option)symbol);
        var options = new CtlOptions();
        options.AddTo(command);
        command.SetAction((parse, cancellation) => RunAsync(parse, options.Read(parse), build, cancellation));
        return command;
    }

    /// <param name="build"><c>null</c> asks what became of the key.</param>
    public static async Task<int> RunAsync(
        ParseResult parse, CtlTarget target, CommandBuilder? build, CancellationToken cancellation)
    {
        var console = parse.InvocationConfiguration;
        try
        {
            using var keys = KeyFile.Read(target.KeysFile);
            var actor = keys.Choose(target.ActorId);
            var key = target.CommandKey == 0 ? CommandClient.NewKey() : target.CommandKey;
            using var driver = MediaDriver.Start(new MediaDriverOptions { Name = "ctl" });
            var lookup = new InstrumentLookup(driver, target, cancellation);
            var command = build?.Invoke(parse, new CtlContext(actor, key, lookup)) ?? default;
            // A question does no harm wherever it arrives.
            var session = build is null ? target.SessionId : lookup.FindSession();
            using var client = new CommandClient(driver, actor, OptionsOf(target, session));
            // Told before the wait: whoever is cut off can still ask.
            if (build is not null) console.Error.WriteLine($"key {key}");
            var answer = build is null ? client.AskAsync(key) : client.SendAsync(in command, key);
            var result = await WaitAsync(answer, key, cancellation).ConfigureAwait(false);
            CtlAnswer.Write(result, target, console.Output);
            return CtlAnswer.CodeOf(result);
        }
        catch (CtlException wrong)
        {
            console.Error.WriteLine($"error: {wrong.Message}");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            console.Error.WriteLine("interrupted: nothing was sent");
            return ExitCode.Interrupted;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ChannelException)
        {
            console.Error.WriteLine($"error: {refused.Message}");
            return ExitCode.BadInput;
        }
    }

    /// <summary>Whoever interrupts the wait does not know what becomes of the command.</summary>
    internal static async Task<CommandResult> WaitAsync(
        Task<CommandResult> answer, ulong key, CancellationToken cancellation)
    {
        try
        {
            return await answer.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new CommandResult { Status = CommandStatus.Unknown, CommandKey = key };
        }
    }

    private static CommandClientOptions OptionsOf(CtlTarget target, ulong session) => new()
    {
        CommandsChannel = target.CommandsChannel, EventsChannel = target.EventsChannel, Timeout = target.Timeout,
        SessionId = session,
    };
}
