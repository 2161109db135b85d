using Redoubt.Tests;
using Redoubt.Tests.Hosting;
using Redoubt.Tests.Storage;
using Xunit.MicrosoftTestingPlatform;

// A test that kills a process runs this program again, as that process.
if (await StorageChild.Run(args) is { } code) return code;
if (await ServerChild.Run(args) is { } served) return served;
return args.Any(arg => arg is "-automated" or "@@")
    ? await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args)
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
