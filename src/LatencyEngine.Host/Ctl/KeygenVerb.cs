using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Settings;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Host.Ctl;

/// <summary>
/// <c>ctl keygen</c>: gives an actor a new key, in a file of the engine and, where one is named, in a file of its own.
/// </summary>
internal static class KeygenVerb
{
    public static Command Create()
    {
        var file = CtlOptions.KeysFileOption();
        file.Description = "The engine's key file; made with mode 600 where it is not there.";
        var actor = new Option<uint>("--actor") { Description = "Number of the actor, from 1.", Required = true, HelpName = "NUMBER" };
        var role = new Option<string>("--role") { Description = "What it may do.", Required = true, HelpName = "viewer|trader|admin" };
        var name = new Option<string>("--name") { Description = "Its name, for people.", Required = true };
        var accounts = new Option<string?>("--accounts") { Description = "Accounts that it may use, with commas; all when left out." };
        var client = new Option<string?>("--client") { Description = "Also write a new file with this actor alone.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Replace the actor's key, and the client's file, where they are there." };
        var command = new Command("keygen", "Make a key for an actor.") { file, actor, role, name, accounts, client, force };
        command.SetAction(parse =>
        {
            var console = parse.InvocationConfiguration;
            try
            {
                using var made = Make(
                    parse.GetValue(actor), parse.GetRequiredValue(role), parse.GetRequiredValue(name), parse.GetValue(accounts));
                KeyFileEditor.Put(parse.GetRequiredValue(file), made, parse.GetValue(force));
                console.Output.WriteLine($"{made} is in {parse.GetRequiredValue(file)}");
                if (parse.GetValue(client) is not { } own) return ExitCode.Success;
                KeyFileEditor.WriteAlone(own, made, parse.GetValue(force));
                console.Output.WriteLine($"{made} is alone in {own}");
                return ExitCode.Success;
            }
            catch (CtlException wrong)
            {
                console.Error.WriteLine($"error: {wrong.Message}");
                return ExitCode.Usage;
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                console.Error.WriteLine($"error: {refused.Message}");
                return ExitCode.BadInput;
            }
        });
        return command;
    }

    private static ActorKey Make(uint actorId, string role, string name, string? accounts)
    {
        if (actorId == 0) throw new CtlException("--actor: found 0; expected a number from 1");
        if (name.Length is 0 or > ActorKey.NameCharactersMax || name.Any(c => !char.IsAscii(c) || char.IsControl(c) || c == ' '))
            throw new CtlException($"--name: found '{name}'; expected up to {ActorKey.NameCharactersMax} ASCII characters without blanks");
        Span<byte> key = stackalloc byte[ActorKey.KeyBytesMin];
        RandomNumberGenerator.Fill(key);
        var made = new ActorKey(
            actorId, CtlNumbers.Read("--role", role, ChoiceType.Of<ActorRole>()), name, key, Accounts(accounts));
        CryptographicOperations.ZeroMemory(key);
        return made;
    }

    private static ImmutableArray<uint> Accounts(string? text) => text is null
        ? []
        : [.. text.Split(',').Select(word => CtlNumbers.Read("--accounts", word, new IntegerType<uint>(1, uint.MaxValue, "account")))];
}
