package dev.wattsocket;

/// The program: `java -jar wattsocket.jar COMMAND`.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("Wattsocket");
    }
}
