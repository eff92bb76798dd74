using LatencyEngine.Host;

return CommandLine.Run(args);
