using System.CommandLine;

namespace LatencyEngine.Host.Ctl;

/// <summary><c>ctl ask</c>: what became of a command that was given before.</summary>
internal static class AskVerb
{
    public static Command Create()
    {
        var key = new Argument<ulong>("key") { Description = "The key that the command was given under." };
        var command = new Command("ask", "Ask what became of a command.") { key };
        key.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<ulong>() == 0) result.AddError("A key is a number from 1.");
        });
        var options = new CtlOptions();
        options.AddTo(command);
        command.SetAction((parse, cancellation) => CtlVerb.RunAsync(
            parse, options.Read(parse) with { CommandKey = parse.GetValue(key) }, build: null, cancellation));
        return command;
    }
}
