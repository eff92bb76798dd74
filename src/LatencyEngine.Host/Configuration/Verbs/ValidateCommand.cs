using System.CommandLine;

namespace LatencyEngine.Host.Configuration.Verbs;

/// <summary><c>config validate</c>: whether an engine would start with it, and all reasons why not.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var options = new ConfigurationOptions();
        var command = new Command("validate", "Check a configuration; all errors at once.");
        options.AddTo(command);
        command.SetAction(parse => Run(parse, options));
        return command;
    }

    private static int Run(ParseResult parse, ConfigurationOptions options)
    {
        var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        var result = options.Load(parse, StrategyCatalogue.BuiltIn);
        if (result.Configuration is null) return ConfigurationOptions.Refuse(result, error);
        output.WriteLine($"valid: {result.Settings.Length} values, hash {result.HashText}");
        return ExitCode.Success;
    }
}
