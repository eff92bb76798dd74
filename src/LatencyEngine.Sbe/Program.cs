using LatencyEngine.Sbe.Build;

if (args is ["generate", .. var arguments]) return GenerateCommand.Run(arguments, Console.Out, Console.Error);
Console.Error.WriteLine(GenerateArguments.Usage);
return 2;
