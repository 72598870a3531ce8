using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Images.Generation;
using MLNet.Vae.Examples.Images.Mnist;
using MLNet.Vae.Examples.Images.Parts;
using MLNet.Vae.Examples.Images.World;

// Images: the classic recipe on MNIST, defective parts in an ML.NET pipeline, a world that a model dreams of, and digits drawn by a model.
//
//     Images mnist DIR      trains on the four files of MNIST in DIR, dense or convolutional, and draws what it learned
//     Images parts          makes pictures of parts, learns the normal ones, and shows where the others are defective
//     Images world          learns a small world from its frames, predicts the next one, and dreams
//     Images generate       learns digits, or the images of a CSV file, and draws others
//
// Each takes options; a wrong one tells which there are.
const string Commands = "one of mnist DIR, parts, world and generate";
return ExampleProgram.Run(() =>
{
    Action<string[]> command = args.FirstOrDefault() switch
    {
        "mnist" => MnistCommand.Run,
        "parts" => PartsCommand.Run,
        "world" => WorldCommand.Run,
        "generate" => GenerateCommand.Run,
        null => throw new InputException($"Expected {Commands}."),
        var other => throw new InputException($"There is no command '{other}'; expected {Commands}."),
    };
    command(args[1..]);
});
